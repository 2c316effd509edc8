/** What a client sees of a connection that has ended too early. */
export declare function connectionLost(sentence?: string): TypeError
//# sourceMappingURL=connection-lost.d.ts.map
