import { versions } from 'testbed'
import { hubVersion, isEmulated, report } from './trial.ts'
import { trials } from './trials.ts'

for (const { name, load, realOnly, newestOnly } of trials) {
  const reason =
    (isEmulated ? realOnly : undefined) ?? (hubVersion === versions[0] ? undefined : newestOnly)
  if (reason === undefined) await load()
  else report(`${name} is not tried`, [reason])
}
