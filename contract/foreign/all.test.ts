// Clients that are not ours, each on a real hub and on an emulated one of the same version.
import { versions } from 'testbed'
import { hubVersion } from '../trials/trial.ts'
import './curl.ts'
import './oauth4webapi.ts'
import './event-source.ts'
import './idle-culler.ts'

// And ours, held against one that is not: about programs, not about hubs.
if (hubVersion === versions[0]) await import('./jhub-cull.ts')
// With `internal_ssl`, hubs have not changed since.
if (hubVersion === versions[0] || hubVersion === '5.5.1') await import('./jhub-internal-ssl.ts')
