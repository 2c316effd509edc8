/** Whether a verifier is the one whose challenge came with the request for a code. */
export declare function provesChallenge(
  verifier: string,
  challenge: string,
  method: string,
): Promise<boolean>
//# sourceMappingURL=challenge.d.ts.map
