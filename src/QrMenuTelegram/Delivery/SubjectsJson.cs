using System.Text.Json.Serialization;

namespace QrMenuTelegram.Delivery;

/// <summary>Subjects as a JSON list, for <c>json_each</c>.</summary>
[JsonSerializable(typeof(IEnumerable<string>))]
internal sealed partial class SubjectsJson : JsonSerializerContext;
