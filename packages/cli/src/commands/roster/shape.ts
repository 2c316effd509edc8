import type { Shape } from '../../output/shape.ts'
import type { Step } from '../../roster/plan.ts'

/** How changes are shown. */
export const stepShape: Shape<Step> = {
  fields: {
    change: { of: (step) => ('admin' in step && step.admin ? 'create admins' : step.change) },
    group: { of: (step) => ('group' in step ? step.group : undefined) },
    count: { of: ({ names }) => names.length },
    properties: { of: (step) => ('properties' in step ? step.properties : undefined) },
    names: { of: ({ names }) => names },
  },
  columns: ['change', 'group', 'count', 'names'],
}
