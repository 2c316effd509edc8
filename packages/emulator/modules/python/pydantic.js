import { HttpError } from '../http/errors.js'
import { repr, typeName } from './repr.js'
/** A body that a `pydantic` model refuses: the hub shows what is printed for people, on many lines. */
export function refusal(model, complaints) {
  const plural = complaints.length === 1 ? '' : 's'
  const title = `${complaints.length} validation error${plural} for ${model}`
  return new HttpError(400, [title, ...complaints.flatMap(linesOf)].join('\n'))
}
function linesOf({ place, type, sentence, input }) {
  const details = `type=${type}, input_value=${shortened(repr(input))}, input_type=${typeName(input)}`
  return [
    ...(place === undefined ? [] : [place]),
    `  ${sentence} [${details}]`,
    `    For further information visit https://errors.pydantic.dev/2.14/v/${type}`,
  ]
}
const shortened = (text) => (text.length > 50 ? `${text.slice(0, 25)}...${text.slice(-24)}` : text)
//# sourceMappingURL=pydantic.js.map
