// How steps are taken. Nothing here belongs to one runtime: what is run with arguments prints a JSON list of its steps;
// elsewhere, its smoke is imported.

const stepTimeout = 10_000

/** Takes all steps and says of each what was wrong with it, if anything was. */
export async function take(steps, subject) {
  const results = []
  for (const [name, step] of Object.entries(steps)) {
    results.push({ name, problem: await problemOf(step(subject)) })
  }
  return results
}

/** Takes the steps of a program that was started with arguments. */
export async function report(smoke) {
  const args = globalThis.process?.argv.slice(2) ?? []
  if (args.length > 0) console.log(JSON.stringify(await smoke(...args)))
}

/** Throws unless two values are the same as JSON. */
export function same(actual, expected) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== e) throw new Error(`${a} where ${e} was expected`)
}

/** Waits so many milliseconds. */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** What a step failed with, if it did. No timer is left: the program must end by itself. */
async function problemOf(step) {
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(`not done after ${stepTimeout} ms`), stepTimeout)
  })
  const done = step.then(
    () => undefined,
    (error) =>
      String(error?.stack ?? error)
        .split('\n')
        .slice(0, 3)
        .join('\n'),
  )
  const problem = await Promise.race([done, late])
  clearTimeout(timer)
  return problem
}
