/** Whether the process is on its way out; asked by `/ready`, told by the signal handler. */
export class Lifecycle {
	#stopping = false;

	get stopping(): boolean {
		return this.#stopping;
	}

	stop(): void {
		this.#stopping = true;
	}
}
