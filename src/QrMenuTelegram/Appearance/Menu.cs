using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Appearance;

/// <summary>A menu of commands that Telegram should hold.</summary>
/// <param name="Of">Whose.</param>
/// <param name="Commands">In the order in which the app lists them; never empty.</param>
internal sealed record Menu(MenuKey Of, IReadOnlyList<CommandDescription> Commands)
{
    /// <summary>The same for the same commands and descriptions, over restarts and versions; 64 bits of SHA-256.</summary>
    public long Hash { get; } =
        BinaryPrimitives.ReadInt64LittleEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Commands.Select(command => $"{command.Name} {command.Description}"))))
        );
}

/// <summary>What Telegram tells menus apart by.</summary>
/// <param name="Scope">Whom it is for.</param>
/// <param name="Language">Two letters of people's apps; null for whoever's language has none in this scope.</param>
internal sealed record MenuKey(CommandScope Scope, string? Language);
