/** Which of some media types an `Accept` header likes best; `undefined`: none of them. */
export declare function preferredType(
  accept: string,
  choices: readonly string[],
): string | undefined
//# sourceMappingURL=accepts.d.ts.map
