/**
 * Everything in which hubs differ from one version to the next: what is true of which releases. Nothing else in this
 * package looks at a version.
 */
declare const table: {
  /** Roles and scopes decide; before, it is being an admin. */
  readonly scopes: readonly [readonly ['2.0']]
  /** Lists come in pages. */
  readonly pagination: readonly [readonly ['2.0']]
  /** Newly made tokens are answered with 201. */
  readonly tokenCreated: readonly [readonly ['2.0']]
  /** Scopes that others take in are not told. */
  readonly scopesReduced: readonly [readonly ['3.0']]
  /** Tokens hold roles, which are looked up anew for each request. */
  readonly tokenRoles: readonly [readonly ['2.0', '3.0']]
  /** Tokens hold scopes; roles are turned into scopes at once. */
  readonly tokenScopes: readonly [readonly ['3.0']]
  /** A token without an id in its path breaks the handler. */
  readonly emptyTokenIdCrashes: readonly [readonly ['0', '2.0']]
  /** What is said of an unknown token is a `repr` of what was found in the database. */
  readonly tokenReprInError: readonly [readonly ['0', '5.0']]
  /** `expires_in: 0` means never; before, it makes a token that is gone before it is read. */
  readonly zeroExpiryIsNever: readonly [readonly ['4.0']]
  /** Negative lifetimes are refused. */
  readonly expiryChecked: readonly [readonly ['4.0']]
  /** Lifetimes have to be whole numbers. */
  readonly integerExpiry: readonly [readonly ['5.1']]
  /** `token_expires_in_max_seconds`. */
  readonly tokenLifetimeLimit: readonly [readonly ['5.1']]
  /** Types of `scopes` and `roles` in a request for a token are checked. */
  readonly tokenRequestTypes: readonly [readonly ['5.0']]
  /** Unknown scopes in a request for a token are refused in words. */
  readonly unknownScopeExplained: readonly [readonly ['5.0']]
  /** `GET /user` tells the token's id. */
  readonly tokenId: readonly [readonly ['5.0']]
  /** `GET /users` knows `name_filter`. */
  readonly nameFilter: readonly [readonly ['2.3']]
  /** `GET /users` knows `sort`. */
  readonly sort: readonly [readonly ['5.0']]
  /** A user with many active servers is found once by `state=active`, not once for each. */
  readonly oneRowPerUser: readonly [readonly ['5.0']]
  /** Stopped servers are shown on request, and servers say whether they are stopped. */
  readonly stoppedServers: readonly [readonly ['3.0']]
  /** Groups have properties. */
  readonly groupProperties: readonly [readonly ['4.0']]
  /** Names with space around them are none. */
  readonly trimmedNames: readonly [readonly ['3.0']]
  /** Only admins may make admins, whatever their scopes are. 5.0 had lost it again. */
  readonly adminGuard: readonly [readonly ['4.1.6', '5.0'], readonly ['5.1']]
  /** A user who is refused for a field of the request has been made before that. */
  readonly userMadeBeforeCheck: readonly [readonly ['0', '4.1']]
  /** Services are made and deleted by requests. */
  readonly serviceChanges: readonly [readonly ['5.0']]
  /** A service that does not exist breaks the handler. */
  readonly unknownServiceCrashes: readonly [readonly ['2.0', '5.0']]
  /** What the service of a token has not set is null, not an empty text. */
  readonly unsetServiceFieldsAreNull: readonly [readonly ['5.0']]
  /** Any page of the proxy's table but a whole one breaks the handler. */
  readonly proxySliceCrashes: readonly [readonly ['2.0', '3.0']]
  /** Servers and codes are shared. */
  readonly shares: readonly [readonly ['5.0']]
  /** Servers show their full name and URLs. */
  readonly serverFullName: readonly [readonly ['5.0']]
  /** Servers are looked at, made and changed without being started, and have display names. */
  readonly serverResource: readonly [readonly ['6.0']]
  /** Starting a server has a scope of its own. */
  readonly startScope: readonly [readonly ['6.0']]
  /** A start that fails is answered with the spawner's words, not with a word of the hub's own. */
  readonly spawnErrorExplained: readonly [readonly ['6.0']]
  /** A start after one that failed is said to be over at once. */
  readonly startAfterFailureMisread: readonly [readonly ['6.0']]
  /** Stopping a server that starts ends the start. */
  readonly startCancelled: readonly [readonly ['5.1']]
  /** Stopping a server of nobody breaks the handler. */
  readonly stopOfNobodyCrashes: readonly [readonly ['2.0', '5.4']]
  /** Names of servers hold no slashes. */
  readonly slashRefused: readonly [readonly ['3.0']]
  /** Names of servers are escaped in paths. */
  readonly serverPathsEscaped: readonly [readonly ['3.0']]
  /** What does not run is 424, not 503. */
  readonly stoppedServerIs424: readonly [readonly ['2.0']]
  /** Who visits a page of a server needs to reach all servers of its user, and is told so. */
  readonly serverPagesGuarded: readonly [readonly ['2.0', '5.0']]
  /** Users have `user_info`. */
  readonly userInfo: readonly [readonly ['6.0']]
  /** What reaches a server tells nothing of its user; before, it tells all that it would tell of a user, and the name. */
  readonly serverFilterNarrow: readonly [readonly ['3.0']]
  /** A scope for the admin page, and scopes of one's own. */
  readonly adminUiScope: readonly [readonly ['3.0']]
  /** The role of servers lets them reach themselves, not all servers of their user. */
  readonly serverRoleNarrow: readonly [readonly ['4.0']]
  /** Errors that are raised without a sentence have `message: null`, not the reason of their status. */
  readonly nullMessages: readonly [readonly ['6.0']]
  /** Who is not known is told so. */
  readonly missingCredentials: readonly [readonly ['4.0.2']]
  /** A scope with a filter is not enough where nothing in the path is filtered. */
  readonly unfilteredChecked: readonly [readonly ['5.5.1']]
  /** The first scope that one has, if filtered, decides; later ones of a handler are not looked at. */
  readonly firstScopeDecides: readonly [readonly ['2.0', '5.0']]
  /** Requests with cookies prove by `_xsrf` that no other site made them; before, by `Referer`. */
  readonly xsrf: readonly [readonly ['4.0']]
  /** What proves it is bound to who is logged in, in which session; before, any two that are the same will do. */
  readonly xsrfBound: readonly [readonly ['4.1']]
  /** Pages of other sites that do not see the answer have to prove it, too. */
  readonly noCorsChecked: readonly [readonly ['5.4.6']]
  /** The answer to a login sets the right `_xsrf`; before, it sets one that knows nothing of the session it begins. */
  readonly xsrfOfNewSession: readonly [readonly ['5.5']]
  /** A cookie of a login that has lost its session begins another. */
  readonly sessionOfCookies: readonly [readonly ['5.5']]
  /** The cookie of the session goes to all of the host, not just to what is below the hub's base URL. */
  readonly sessionAtRoot: readonly [readonly ['0', '2.0']]
  /** A client of OAuth without a secret breaks the handler. */
  readonly missingSecretCrashes: readonly [readonly ['0', '2.0']]
  /** Who logs in where somebody else is logged in takes their place. */
  readonly loginReplacesUser: readonly [readonly ['5.5']]
  /** Logins set a cookie for services, which nothing reads. */
  readonly servicesCookie: readonly [readonly ['0', '3.2']]
  /** A login that failed is answered with 403, and one whose form is too old with the form again. */
  readonly loginFormErrors: readonly [readonly ['5.0']]
  /** Pages, too, take tokens in place of cookies. */
  readonly pagesTakeTokens: readonly [readonly ['0', '2.0']]
  /** Tokens of OAuth tell who somebody is, and nothing else; they are listed by themselves. */
  readonly oauthTokensApart: readonly [readonly ['0', '2.0']]
  /** Tokens of OAuth come with another to renew them, which nothing takes. */
  readonly refreshTokens: readonly [readonly ['0', '2.0']]
  /** The page of consent is kept from being sent by others by its `Referer`. */
  readonly consentReferer: readonly [readonly ['0', '4.0']]
  /** Who has said yes to a client is not asked again for as much. */
  readonly consentKept: readonly [readonly ['2.0']]
  /** Codes of OAuth may have to be redeemed with the verifier of their challenge. */
  readonly pkce: readonly [readonly ['6.0']]
  /** Tokens are made from names and passwords, without a user in the path. */
  readonly tokenByPassword: readonly [readonly ['0', '2.0']]
  /** Cookies' POSTs have to be JSON. */
  readonly jsonPosts: readonly [readonly ['2.0']]
  /** Pages of any origin may read the root. */
  readonly openRoot: readonly [readonly ['5.3']]
  /** The web server refuses bodies that claim to be forms with files and are not. */
  readonly multipartChecked: readonly [readonly ['5.0']]
  /** Bodies that are no UTF-8 are read all the same. */
  readonly lenientUtf8: readonly [readonly ['5.5']]
  /** Pages may not be framed by the hub's own. */
  readonly noFrames: readonly [readonly ['4.1']]
  /** `next.url` keeps flags without a value. */
  readonly blankQueryKept: readonly [readonly ['4.1']]
  /** Metrics need `read:metrics`, not just any token. */
  readonly metricsScope: readonly [readonly ['2.0']]
  /** A shutdown by request stops the servers, if it is asked to. */
  readonly shutdownStopsServers: readonly [readonly ['2.3']]
}
/** Name of a difference between hubs. */
export type Trait = keyof typeof table
/** What is true of one version. */
export type Traits = Readonly<Record<Trait, boolean>>
/** Versions of the hubs that the emulator is held to. */
export declare const versions: readonly ['6.0.1', '5.5.1', '4.1.6', '3.1.1', '2.3.1', '1.5.1']
/** Looks up what is true of a release: `5.5.1`. */
export declare function traitsOf(version: string): Traits
/**
 * The release that is meant by a version: `5.5` is the last one of its line that is known.
 *
 * @throws Error unless it is one of {@link versions}, a line of them, or a whole release in between.
 */
export declare function fullVersion(version: string): string
export {}
//# sourceMappingURL=versions.d.ts.map
