export { JupyterHub } from './hub.ts'
export type { ShortLivedToken, ShutdownRequest } from './hub.ts'
export type { CallOptions, ClientOptions, Fetch, TokenSource } from './options.ts'
export { canDo } from './access/can-do.ts'
export type { CanDoOptions, Verdict } from './access/can-do.ts'
export type { Capabilities } from './access/capabilities.ts'
export { describeScope } from './access/describe.ts'
export { featureSince } from './access/features.ts'
export type { Feature } from './access/features.ts'
export type { OperationTarget } from './access/operation-target.ts'
export { scopesFor } from './access/scopes-for.ts'
export type { ScopesForOptions } from './access/scopes-for.ts'
export { expandScopes, intersectScopes, parseScope, printScope } from './access/scopes.ts'
export type { ExpandOptions, FilterKind, ParsedScope } from './access/scopes.ts'

export {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  HubError,
  HubProtocolError,
  HubResponseError,
  HubServerError,
  HubTimeoutError,
  NotFoundError,
  RateLimitedError,
  SpawnFailedError,
  UnsupportedError,
} from './errors.ts'
export type { ClockName, RequestSummary, ResponseDetails } from './errors.ts'

export { operations } from './operations.ts'
export type { Operation, OperationId, Repeat } from './operations.ts'

export type { OtherString, Pending, Timestamp } from './models/common.ts'
export type { Explanation, RefusalCause, Remedy } from './models/explanation.ts'
export type { Group } from './models/group.ts'
export type { HubComponent, HubInfo, HubVersion } from './models/hub-info.ts'
export type { Credential, Identity } from './models/identity.ts'
export type { OAuthToken } from './models/oauth.ts'
export type { Route } from './models/route.ts'
export type { BaseScope, CustomScope, MetaScope, Scope, ScopeFilter } from './models/scope.ts'
export type {
  CreatedUser,
  ManyOptions,
  ServerOutcome,
  ServersEvent,
  ServerSpec,
  ServerTarget,
} from './models/many.ts'
export type { ProgressEvent, Server, ServerTransition } from './models/server.ts'
export type { Service, ServiceDefinition } from './models/service.ts'
export type { NewShareCode, Share, ShareCode, SharedServer } from './models/share.ts'
export type { NewToken, Token } from './models/token.ts'
export type { User, UserActivity } from './models/user.ts'

export type { EnsureRunning, ServerHandle } from './lifecycle/handle.ts'
export type { Moment, RunningServer, ServerStatus } from './models/lifecycle.ts'

export type { Page, PageOptions } from './paging/page.ts'
export type { ArrayOptions, Paginated } from './paging/paginated.ts'

export type { Authorizations, PasswordLogin } from './resources/authorizations.ts'
export type { Groups, NewGroup } from './resources/groups.ts'
export type { AuthorizeRequest, CodeExchange, OAuth } from './resources/oauth.ts'
export type { Proxy, ProxyChange } from './resources/proxy.ts'
export type { ServerChange, ServerRequest, Servers, StartRequest } from './resources/servers.ts'
export type { Services } from './resources/services.ts'
export type { CodeReference, NewCode, ShareCodes } from './resources/share-codes.ts'
export type { Shares, ShareTarget } from './resources/shares.ts'
export type { LimitedTokenRequest, TokenRequest, Tokens } from './resources/tokens.ts'
export type {
  NewUser,
  UserChange,
  UserDeletion,
  UserFilter,
  Users,
  UserView,
} from './resources/users.ts'

export type { RawRequest } from './transport/call.ts'
export type { Clock } from './transport/clock.ts'
export type { HeaderOptions } from './transport/headers.ts'
export type { HubRequest, Middleware, MiddlewareContext } from './transport/middleware.ts'
export type { Query } from './transport/path.ts'
export type {
  AbortListener,
  ByteReader,
  ByteStream,
  HttpTransport,
  WireRequest,
  WireResponse,
  WireSignal,
} from './transport/wire.ts'
