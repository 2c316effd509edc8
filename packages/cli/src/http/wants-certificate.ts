/** Whether what TLS says of a failure is that the other end wants a certificate, or another one. */
export const wantsCertificate = (message: string): boolean =>
  /alert (certificate required|unknown ca|bad certificate)/.test(message)

/** What to do then. */
export const onCertificateWanted =
  'With internal_ssl that is the own address of the hub, for its services and servers: give that of its proxy.'
