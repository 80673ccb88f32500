/**
 * Starts a workflow with a message, as the chat of the editor does.
 *
 * @param {object} workflow
 * @param {import('../../scripts/n8n/restClient.mjs').N8nRestClient} n8n
 * @param {{ trigger: string, message: string }} chat `trigger` is the name of the node that takes messages
 * @returns {Promise<string>} id of the execution
 */
export async function startChat(workflow, n8n, { trigger, message }) {
	const { id } = await n8n.createWorkflow(workflow);
	const json = { sessionId: 'example', action: 'sendMessage', chatInput: message };
	const data = {
		startTime: Date.now(),
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [],
		data: { main: [[{ json }]] },
	};
	const { executionId } = await n8n.call('POST', `/rest/workflows/${id}/run`, {
		workflowData: await n8n.workflow(id),
		triggerToStartFrom: { name: trigger, data },
	});
	return executionId;
}
