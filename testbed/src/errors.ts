/** What a person can mend: the message is one sentence that says how. */
export class TestbedError extends Error {
  override readonly name = 'TestbedError'
}
