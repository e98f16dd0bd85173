using System.Reflection;

namespace QrMenuTelegram.Operations;

internal static class ProgramVersion
{
    /// <summary>As in <c>1.2.3</c>, without what the build adds.</summary>
    public static string Current { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
