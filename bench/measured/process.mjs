/** What the driver asks for. */
export const settings = JSON.parse(process.argv[2] ?? '{}')

/** Hands the result to the driver, which reads it from standard output. */
export function answer(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
