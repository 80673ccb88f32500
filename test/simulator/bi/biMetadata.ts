import type { BiModel, BiTable } from './biCatalogue';

const XML: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => XML[sign] ?? sign);

/** What `$metadata` answers: CSDL, as OData describes the tables of a service. */
export function metadataOf({ tables }: BiModel, version: number): string {
	return `<?xml version="1.0" encoding="utf-8"?>
<!-- <EntitySet Name="Not here" EntityType="Bi.Nothing" /> -->
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="Afas.Bi" xmlns="http://docs.oasis-open.org/odata/ns/edm">
${tables.map((table) => entityType(table, version)).join('\n')}
      <EntityContainer Name='Container'>
${tables.map(({ name }) => `        <EntitySet Name='${escaped(name)}' EntityType="Afas.Bi.${escaped(name)}_rij" />`).join('\n')}
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>`;
}

function entityType({ name, key, columns }: BiTable, version: number): string {
	const properties = columns
		.filter(({ since }) => since <= version)
		.map(({ id, type, nullable }) => {
			return `        <Property Name="${escaped(id)}" Type="${type}"${nullable ? '' : ' Nullable="false"'} />`;
		});
	return `      <EntityType Name="${escaped(name)}_rij">
        <Key><PropertyRef Name="${escaped(key)}"/></Key>
${properties.join('\n')}
      </EntityType>`;
}
