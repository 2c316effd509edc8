// Clients that are not ours, each on a real hub and on an emulated one of the same version.
import { versions } from 'testbed'
import { hubVersion } from '../trials/trial.ts'
import './curl.ts'
import './oauth4webapi.ts'
import './event-source.ts'
import './idle-culler.ts'

// And ours, held against one that is not, where lists are oldest and newest.
if (hubVersion === versions[0] || hubVersion === versions.at(-1)) await import('./jhub-cull.ts')
