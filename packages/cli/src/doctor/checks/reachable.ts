import { onCertificateWanted, wantsCertificate } from '../../http/wants-certificate.ts'
import { fault, ok } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'

const refusal = 'Is the address right? Is the proxy running, and is its port open in the firewall?'

/** Judges whether anything answers. */
export function judgeReachable(host: string, came: Answer | NodeJS.ErrnoException): Verdict {
  if ('status' in came) return ok(`${host} answers.`, `after ${came.ms} ms`)
  const { code = '' } = came
  const message = came.message.trim()
  const evidence = code === '' ? message : `${code}: ${message}`
  switch (code) {
    case 'ENOTFOUND':
      return fault(
        `There is no host ${host}.`,
        evidence,
        'Is the name spelt right, and in the DNS?',
      )
    case 'EAI_AGAIN':
      return fault(
        `The name ${host} cannot be looked up now.`,
        evidence,
        'Is this machine on the network, and is its DNS server there?',
      )
    case 'ECONNREFUSED':
      return fault(`Nothing listens at ${host}.`, evidence, refusal)
    case 'ETIMEDOUT':
      return fault(`${host} does not answer in time.`, evidence, refusal)
    case 'ECONNRESET':
      return fault(`${host} ends the connection.`, evidence, 'The log of the proxy says why.')
    case 'EPROTO':
      if (wantsCertificate(message)) {
        return fault(
          `${host} lets nobody in who does not show a certificate that it trusts.`,
          evidence,
          onCertificateWanted,
        )
      }
      return fault(
        `${host} does not speak TLS there.`,
        evidence,
        'Give the address with http://, or have it speak TLS: listen 443 ssl;',
      )
    default:
      return code.startsWith('ERR_SSL')
        ? judgeReachable(host, Object.assign(new Error(message), { code: 'EPROTO' }))
        : fault(`${host} cannot be reached.`, evidence, refusal)
  }
}
