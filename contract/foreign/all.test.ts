// Clients that are not ours, each on a real hub and on an emulated one of the same version.
import './curl.ts'
import './oauth4webapi.ts'
import './event-source.ts'
import './idle-culler.ts'
// And ours, held against one that is not.
import './jhub-cull.ts'
