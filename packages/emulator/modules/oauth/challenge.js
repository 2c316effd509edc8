/** Whether a verifier is the one whose challenge came with the request for a code. */
export async function provesChallenge(verifier, challenge, method) {
  if (method === 'plain') return verifier === challenge
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === challenge
}
//# sourceMappingURL=challenge.js.map
