// Apart from what uses them, so that the types of a program need neither Node's nor undici's.

/** PEM, as text or as the bytes of a file. */
export type Pem = string | Uint8Array

/** What a program shows of itself, and whom it trusts, where the hub speaks TLS. */
export interface TlsOptions {
  /** Certificates of the authorities to trust, in place of those that Node knows. */
  readonly ca?: Pem | readonly Pem[] | undefined
  /** The client's certificate, for a hub that asks for one, as with `internal_ssl`. */
  readonly cert?: Pem | undefined
  /** Private key of {@link TlsOptions.cert}. */
  readonly key?: Pem | undefined
  /** Of the private key, if it is encrypted. */
  readonly passphrase?: string | undefined
}

/** How connections are made and kept. */
export interface ConnectionOptions extends TlsOptions {
  /** Connections to an origin at a time, streams of progress among them; requests beyond wait. No limit unless given. */
  readonly connections?: number | undefined
  /** Milliseconds that an idle connection is kept: 4,000 unless given, or as the hub's answers say. */
  readonly keepAliveTimeout?: number | undefined
  /**
   * URL of a proxy to go through, or `false` for none. Unless given, `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the
   * environment say so, in either case. Unix sockets need none.
   */
  readonly proxy?: string | false | undefined
}
