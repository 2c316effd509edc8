import { HubConfigError } from '../errors.ts'
import { checkDocument, checkNotEmpty } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Service, ServiceDefinition } from '../models/service.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import { mapItems } from '../paging/page.ts'
import type { Paginated } from '../paging/paginated.ts'
import type { Transport } from '../transport/call.ts'

/**
 * Services of the hub.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/services.html
 */
export interface Services {
  /** Lists services. One request: the hub has no pages of them. Needs `list:services`. */
  list(options?: CallOptions): Paginated<Service>
  /**
   * Gets a service. Needs one of `read:services`, `read:services:name`, `read:roles:services`.
   *
   * @throws {@link NotFoundError} if there is none; hubs 2.0 to 4.1 fail with {@link HubServerError} instead.
   */
  get(name: string, options?: CallOptions): Promise<Service>
  /**
   * Creates a service that runs elsewhere; it has no roles unless it is an admin. With a `url`, the hub answers when it has
   * reached it. Needs `admin:services` and hub 5.0.
   *
   * @throws {@link ConflictError} if it exists.
   */
  create(name: string, definition: ServiceDefinition, options?: CallOptions): Promise<Service>
  /**
   * Deletes a service that was created so. Needs `admin:services` and hub 5.0.
   *
   * @throws {@link NotFoundError}
   * @throws {@link HubResponseError} with status 405 for a service of the hub's configuration.
   */
  delete(name: string, options?: CallOptions): Promise<void>
}

const definitionKeys: Keys<ServiceDefinition> = {
  admin: true,
  url: true,
  api_token: true,
  info: true,
  display: true,
  oauth_no_confirm: true,
  oauth_client_id: true,
  oauth_redirect_uri: true,
  oauth_client_allowed_scopes: true,
  environment: true,
  cwd: true,
  user: true,
}

/** Shorter ones make the hub fail and leave half a service behind. */
const minTokenLength = 8

/** Makes {@link Services}. */
export const services = ({ send, oneCall, object, nothing }: Transport): Services => ({
  list: (options) =>
    listOf({ send, oneCall }, 'GET /services', [], options, {
      keyOf: (service) => service.name,
      itemsOf: mapItems<Service>(),
      whole: true,
    }),

  get: (service, options) => object('GET /services/{service}', [service], options),

  async create(service, definition, options) {
    const body = checkNotEmpty(checkDocument(definition, definitionKeys), 'at least one field')
    if (body.api_token !== undefined && body.api_token.length < minTokenLength) {
      throw new HubConfigError(`api_token needs ${minTokenLength} letters`)
    }
    return object('POST /services/{service}', [service], options, { body })
  },

  delete: (service, options) => nothing('DELETE /services/{service}', [service], options),
})
