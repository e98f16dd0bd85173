using System.IO.Compression;
using System.Security.Cryptography;

namespace QrMenuTelegram.Storage.Backups;

/// <summary>
/// A backup that only whoever knows a passphrase can read: <c>QRMTBAK1</c>, 16 bytes of salt, 12 of nonce, 16 of tag, then the
/// gzip of the database, by AES-256-GCM with a key of PBKDF2 (SHA-256, 600,000 rounds, as OWASP advises).
/// </summary>
internal static class SealedBackup
{
    private const int Salt = 16;
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Rounds = 600_000;

    private static ReadOnlySpan<byte> Magic => "QRMTBAK1"u8;

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    public static byte[] Seal(ReadOnlySpan<byte> packed, string passphrase)
    {
        var header = Magic.Length + Salt + Nonce + Tag;
        var file = new byte[header + packed.Length];
        Magic.CopyTo(file);
        var salt = file.AsSpan(Magic.Length, Salt);
        var nonce = file.AsSpan(Magic.Length + Salt, Nonce);
        RandomNumberGenerator.Fill(salt);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(Key(passphrase, salt), Tag);
        cipher.Encrypt(nonce, packed, file.AsSpan(header), file.AsSpan(Magic.Length + Salt + Nonce, Tag), Magic);
        return file;
    }

    /// <exception cref="StorageException">The passphrase is another, or the file is damaged.</exception>
    public static byte[] Open(ReadOnlySpan<byte> file, string passphrase)
    {
        var header = Magic.Length + Salt + Nonce + Tag;
        if (file.Length < header)
        {
            throw new StorageException("The backup is cut off.");
        }
        var packed = new byte[file.Length - header];
        using var cipher = new AesGcm(Key(passphrase, file.Slice(Magic.Length, Salt)), Tag);
        try
        {
            cipher.Decrypt(
                file.Slice(Magic.Length + Salt, Nonce),
                file[header..],
                file.Slice(Magic.Length + Salt + Nonce, Tag),
                packed,
                Magic
            );
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new StorageException("The passphrase is not the one of this backup, or the file is damaged.", e);
        }
        return packed;
    }

    public static byte[] Pack(string path)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        using (var source = File.OpenRead(path))
        {
            source.CopyTo(gzip);
        }
        return packed.ToArray();
    }

    /// <exception cref="StorageException">It is no such file.</exception>
    public static void Unpack(byte[] packed, string path)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var target = new FileStream(path, FileMode.Create, FileAccess.Write);
            gzip.CopyTo(target);
        }
        catch (InvalidDataException e)
        {
            throw new StorageException("This is no backup of the bridge.", e);
        }
    }

    private static byte[] Key(string passphrase, ReadOnlySpan<byte> salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, 32);
}
