import { isEmulated, report } from './trial.ts'
import { trials } from './trials.ts'

for (const { name, load, realOnly } of trials) {
  if (isEmulated && realOnly !== undefined) report(`${name} is not tried`, [realOnly])
  else await load()
}
