// Every Dapper call of this program is compiled ahead of time: plain Dapper needs run-time code generation.
[module: Dapper.DapperAot]
