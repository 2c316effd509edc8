/** Whether what TLS says of a failure is that the other end wants a certificate, or another one. */
export const wantsCertificate = (message: string): boolean =>
  /alert (certificate required|unknown ca|bad certificate)/.test(message)
