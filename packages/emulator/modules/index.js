export { manualClock } from './clock.js'
export { createHub } from './create-hub.js'
export { semester } from './semester.js'
export { scopesOf } from './auth/scope-table.js'
export { stepsByOptions } from './spawn/steps.js'
export { versions } from './versions.js'
//# sourceMappingURL=index.js.map
