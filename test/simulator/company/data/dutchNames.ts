/** Words that Dutch names and addresses are made of. */

const words = (text: string): readonly string[] => text.split(' ');
const phrases = (text: string): readonly string[] => text.split(';');

/** First names of women. */
export const WOMEN = words(
	'Anna Sanne Lotte Femke Marieke Ingrid Noor Fatima Yasmin Esther Lisa Eva Roos Karin Monique Petra Wilma Sophie Emma Julia Hanneke Joke Els Nienke Maaike Iris Floor Naima Samira Bianca Danielle Linda Mirjam Annelies Carolien Tessa Merel Inge',
);

/** First names of men. */
export const MEN = words(
	'Jan Pieter Kees Bas Tom Sven Daan Lars Ruben Mohammed Youssef Erik Hans Willem Gerard Martijn Jeroen Dennis Mark Niels Thijs Joost Bram Stefan Rob Peter Arjan Wouter Marcel Frank Henk Ali Mehmet Koen Tim Sander Patrick Ronald Rick Gijs',
);

/** Surnames with their prefix after a comma. */
export const SURNAMES: readonly (readonly [name: string, prefix: string])[] = phrases(
	'Jansen;Bakker;Visser;Smit;Meijer;Mulder;Bos;Vos;Peters;Hendriks;Dekker;Brouwer;Koster;Willems;Hoekstra;Postma;Kuipers;Veenstra;Kramer;Scholten;Prins;Huisman;Peeters;Kuiper;Schouten;Jacobs;Verhoeven;Molenaar;Hermans;Gerritsen;Yildiz;El Amrani;Demir;Nguyen;Berg,van den;Vries,de;Dijk,van;Boer,de;Leeuwen,van;Beek,van;Graaf,de;Linden,van der;Heuvel,van den;Meer,van der;Broek,van den;Bruijn,de;Heijden,van der;Wit,de;Haan,de;Ven,van de;Velde,van der;Hoek,van der;Groot,de;Schaik,van;Laan,van der;Ruiter,de;Vliet,van;Dam,van;Doorn,van;Horst,ter;Haar,ter;Lange,de',
).map((text) => {
	const [name = '', prefix = ''] = text.split(',');
	return [name, prefix] as const;
});

/** Streets. */
export const STREETS = phrases(
	'Dorpsstraat;Kerkstraat;Molenweg;Schoolstraat;Stationsweg;Nieuwstraat;Julianalaan;Wilhelminastraat;Beukenlaan;Eikenlaan;Lindenlaan;Kastanjehof;Havenkade;Marktplein;Parallelweg;Oranjestraat;Prinses Irenestraat;Burgemeester Reigerlaan;Zandpad;Meidoornstraat;Singel;Achterweg;Vondelstraat;Rembrandtlaan;Hoge Weg;Veldzicht;Waterkant;Nassaulaan',
);

/** Streets of business parks. */
export const BUSINESS_STREETS = phrases(
	'Industrieweg;Ambachtsstraat;Transportweg;Nijverheidsweg;Havenweg;Edisonstraat;Ampèrestraat;Voltaweg;Wattstraat;Techniekweg;Ondernemersplein;Handelskade;Energieweg;De Corridor;Bedrijvenlaan',
);

/** A town with the digits of its postcodes and its area code. */
export interface Town {
	readonly name: string;
	readonly postcode: number;
	readonly areaCode: string;
}

/** Towns around the company. */
export const TOWNS: readonly Town[] = phrases(
	'Amersfoort,3811,033;Leusden,3831,033;Hoogland,3828,033;Nijkerk,3861,033;Utrecht,3511,030;Zeist,3701,030;Nieuwegein,3431,030;De Bilt,3731,030;Houten,3991,030;Apeldoorn,7311,055;Ede,6711,0318;Veenendaal,3901,0318;Barneveld,3771,0342;Harderwijk,3841,0341;Almere,1315,036;Hilversum,1211,035;Amsterdam,1013,020;Zwolle,8011,038;Arnhem,6811,026;Soest,3761,035',
).map((text) => {
	const [name = '', postcode = '', areaCode = ''] = text.split(',');
	return { name, postcode: Number(postcode), areaCode };
});
