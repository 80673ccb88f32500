import { pdfWith } from '../files/pdf';
import { textOf, type StoredRecord } from '../store';
import { addDays, momentOf } from '../wallClock';
import type { Filling } from './filling';

/** Type of dossier item that only payroll makes. */
const PAYSLIP_TYPE = -2;

/** Adds the payslips that payroll made on the 24th of the month before today, one for each employee. */
export function fillPayslips(filling: Filling): void {
	const month = addDays(`${filling.today.slice(0, 8)}01`, -1).slice(0, 7);
	for (const employee of filling.store.all('AfasEmployee')) {
		if (employee.values.Bl !== true) addPayslip(filling, employee, month);
	}
}

function addPayslip(
	{ store, random, files }: Filling,
	employee: StoredRecord,
	month: string,
): void {
	const day = `${month}-24`;
	const created = momentOf(day, 1200);
	const EmId = textOf(employee, 'EmId');
	const subject = store.insert(
		'KnSubject',
		{
			SbId: store.next('SbId'),
			StId: PAYSLIP_TYPE,
			Ds: `Loonstrook ${month}`,
			SbTx: null,
			Da: created,
			UsId: '12345.KOPPELING',
			EmId,
			ViPr: 'N',
			DtFr: momentOf(day),
			DtTo: momentOf(day),
			St: true,
			DtSt: created,
			SbBl: false,
		},
		created,
	);
	const link = { ToEm: true, SfTp: '2', SfId: EmId, BcId: textOf(employee, 'BcCo') };
	store.insert('KnSubjectLink', link, created, subject.id);
	const FileName = `Loonstrook ${month}.pdf`;
	const content = pdfWith('Lindeboom Techniek B.V.', [`Loonstrook ${month}`, `Medewerker ${EmId}`]);
	const FileId = random.hex(32);
	files.keep(FileId, FileName, content);
	store.insert(
		'KnSubjectAttachment',
		{ AtId: store.next('AtId'), FileName, FileId, Size: content.length },
		created,
		subject.id,
	);
}
