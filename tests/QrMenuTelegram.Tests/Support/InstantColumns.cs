using System.Data;
using System.Runtime.CompilerServices;
using Dapper;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Tests ask the database by plain Dapper, which learns of the type at run time.</summary>
internal sealed class InstantColumns : SqlMapper.TypeHandler<Instant>
{
    [ModuleInitializer]
    internal static void Register() => SqlMapper.AddTypeHandler(new InstantColumns());

    public override void SetValue(IDbDataParameter parameter, Instant value) => parameter.Value = value.Milliseconds;

    public override Instant Parse(object value) => new((long)value);
}
