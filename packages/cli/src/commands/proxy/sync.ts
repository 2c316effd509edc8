import type { Verb } from '../../command.ts'

/** Makes the hub compare the proxy's table with its servers, and mend it. */
export const sync: Verb<object> = async ({ hub, out, signal }) => {
  await hub.proxy.sync({ signal })
  out.note("The proxy's table is as it should be.")
}
