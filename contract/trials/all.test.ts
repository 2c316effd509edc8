import { versions } from 'testbed'
import { hubVersion, isBrief, isEmulated, report } from './trial.ts'
import { trials } from './trials.ts'

for (const { name, load, realOnly, byVersion, newestOnly } of trials) {
  const reason =
    (isEmulated ? realOnly : undefined) ??
    (isBrief && !byVersion ? 'it is on other versions' : undefined) ??
    (hubVersion === versions[0] ? undefined : newestOnly)
  if (reason === undefined) await load()
  else report(`${name} is not tried`, [reason])
}
