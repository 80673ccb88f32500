import type { IExecuteFunctions } from 'n8n-workflow';

/** What users should know beside the output, each said once however many items it holds for. */
export class Hints {
	private readonly messages = new Set<string>();

	add(message: string): void {
		this.messages.add(message);
	}

	/** Shows what was collected above the output of the node. */
	show(context: IExecuteFunctions): void {
		for (const message of this.messages) {
			context.addExecutionHints({ message, location: 'outputPane' });
		}
	}
}
