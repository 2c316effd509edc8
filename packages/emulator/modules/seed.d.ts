import type { Hub } from './hub.ts'
import type { HubOptions } from './options.ts'
/** Fills a new hub with what it starts with. */
export declare function seed(hub: Hub, { users, groups, services, roles }: HubOptions): void
//# sourceMappingURL=seed.d.ts.map
