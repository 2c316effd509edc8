import type { Shape } from '../../output/shape.ts'
import type { Step } from '../../roster/plan.ts'
import type { ServerShare } from '../../roster/shares.ts'
import { printTarget } from '../server-target.ts'

const shareOf = ({ owner, server, kind, name, scopes }: ServerShare) => ({
  server: printTarget({ user: owner, name: server }),
  [kind]: name,
  scopes,
})

/** How changes are shown. */
export const stepShape: Shape<Step> = {
  fields: {
    change: { of: (step) => ('admin' in step && step.admin ? 'create admins' : step.change) },
    group: { of: (step) => ('group' in step ? step.group : undefined) },
    count: { of: ({ names }) => names.length },
    properties: { of: (step) => ('properties' in step ? step.properties : undefined) },
    shares: { of: (step) => ('shares' in step ? step.shares.map(shareOf) : undefined) },
    names: { of: ({ names }) => names },
  },
  columns: ['change', 'group', 'count', 'names'],
}
