/** Which of some media types an `Accept` header likes best; `undefined`: none of them. */
export function preferredType(accept, choices) {
  const wishes = accept.split(',').map((wish) => {
    const [type = '', ...parameters] = wish.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { type, weight: Number(weight ?? 1) }
  })
  const sorted = wishes.toSorted((one, other) => other.weight - one.weight)
  return sorted.find(({ type }) => choices.includes(type))?.type
}
//# sourceMappingURL=accepts.js.map
