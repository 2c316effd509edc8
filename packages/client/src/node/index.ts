export { JupyterHub } from './hub.ts'
export { nodeTransport } from './transport.ts'
export type { NodeTransport } from './transport.ts'
export type { ConnectionOptions, Pem, TlsOptions } from './options.ts'
