using System.Data.Common;
using Dapper;

[module: TypeHandler(typeof(QrMenuTelegram.Instant), typeof(QrMenuTelegram.Storage.InstantHandler))]

namespace QrMenuTelegram.Storage;

/// <summary>An instant is a number of milliseconds in the database.</summary>
public sealed class InstantHandler : DbValueHandler<Instant>
{
    public override Instant Parse(DbDataReader reader, int ordinal, int token) => new(reader.GetInt64(ordinal));

    protected override void SetValueCore(DbParameter parameter, Instant value) => parameter.Value = value.Milliseconds;

    protected override Instant Parse(object? value) => new((long)value!);
}
