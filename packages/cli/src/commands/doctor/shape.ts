import type { Finding } from '../../doctor/finding.ts'
import { plainFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'

/** How findings are shown. */
export const findingShape: Shape<Finding> = {
  fields: plainFields<Finding>('check', 'status', 'says', 'evidence', 'remedy'),
  columns: ['check', 'status', 'says', 'evidence', 'remedy'],
}
