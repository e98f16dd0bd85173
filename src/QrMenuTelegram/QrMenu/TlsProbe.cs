using System.Buffers.Binary;
using System.Net.Security;
using System.Security.Cryptography;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// Finds out what a server offers that shares nothing with us: says hello once for each version of TLS, with every cipher
/// suite there ever was, which no library would do, and reads what it picks. For <c>check</c>.
/// </summary>
internal static class TlsProbe
{
    private static readonly (int Version, string Name)[] Versions =
    [
        (0x0304, "TLS 1.3"),
        (0x0303, "TLS 1.2"),
        (0x0302, "TLS 1.1"),
        (0x0301, "TLS 1.0"),
        (0x0300, "SSL 3.0"),
    ];

    // Of the Russian standards, which the library has no names for.
    private static readonly Dictionary<int, string> Gost = new()
    {
        [0x0081] = "GOST 2001",
        [0xFF85] = "GOST 2012",
        [0xC100] = "GOST 2012 Kuznyechik",
        [0xC101] = "GOST 2012 Magma",
        [0xC102] = "GOST 2012",
    };

    /// <returns>A sentence: what the server offers.</returns>
    /// <param name="server">Its address.</param>
    /// <param name="timeout">For each version.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<string> Ask(Uri server, TimeSpan timeout, TimeProvider time, CancellationToken cancel)
    {
        var dialer = new Dialer(timeout, time);
        List<string> offers = [];
        var refusal = "";
        var shared = false;
        foreach (var (version, name) in Versions)
        {
            switch (await Ask(dialer, server, version, timeout, time, cancel))
            {
                case Reply.Picked picked when picked.Version == version:
                    offers.Add($"{name} ({SuiteName(picked.Suite)})");
                    shared |= version > 0x0300 && OfferedTls.Includes((TlsCipherSuite)picked.Suite);
                    break;
                case Reply.Alert alert:
                    refusal = $" (alert {alert.Description})";
                    break;
            }
        }
        return offers.Count == 0
            ? $"The server takes no version from SSL 3.0 to TLS 1.3{refusal}."
            : $"The server offers {string.Join(", ", offers)}"
                + (
                    shared
                        ? ", but this machine's TLS library can't do that, or insists on more."
                        : ", which is too weak or too rare for the bridge: update the server, or put a proxy with newer TLS before it."
                );
    }

    private abstract record Reply
    {
        public sealed record Picked(int Version, int Suite) : Reply;

        public sealed record Alert(int Description) : Reply;
    }

    private static async Task<Reply?> Ask(
        Dialer dialer,
        Uri server,
        int version,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await using var stream = await dialer.Connect(server.IdnHost, server.Port, either.Token);
            await stream.WriteAsync(Hello(version), either.Token);
            var head = new byte[5];
            await stream.ReadExactlyAsync(head, either.Token);
            var record = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3))];
            await stream.ReadExactlyAsync(record, either.Token);
            return (head[0], record) switch
            {
                (21, [_, var description, ..]) => new Reply.Alert(description),
                (22, [2, _, _, _, .. var hello]) => Picked(hello),
                _ => null,
            };
        }
        catch (Exception e)
            when (e is IOException or System.Net.Sockets.SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    // RFC 5246, section 7.4.1.3, and RFC 8446, section 4.1.3: TLS 1.3 says so in an extension.
    private static Reply.Picked? Picked(ReadOnlySpan<byte> hello)
    {
        if (hello.Length < 35 || hello.Length < 38 + hello[34])
        {
            return null;
        }
        int version = BinaryPrimitives.ReadUInt16BigEndian(hello);
        var rest = hello[(35 + hello[34])..];
        int suite = BinaryPrimitives.ReadUInt16BigEndian(rest);
        return new Reply.Picked(rest.IndexOf((ReadOnlySpan<byte>)[0, 43, 0, 2, 3, 4]) >= 0 ? 0x0304 : version, suite);
    }

    private static byte[] Hello(int version)
    {
        var body = new List<byte>();
        Add16(body, Math.Min(version, 0x0303));
        body.AddRange(RandomNumberGenerator.GetBytes(32));
        body.Add(0);
        int[] suites =
            version == 0x0304
                ? [.. Enum.GetValues<TlsCipherSuite>().Select(suite => (int)suite).Where(suite => suite >> 8 == 0x13)]
                :
                [
                    .. Enum.GetValues<TlsCipherSuite>()
                        .Select(suite => (int)suite)
                        .Where(suite => suite >> 8 != 0x13)
                        .Concat(Gost.Keys)
                        .Append(0x00FF),
                ];
        Add16(body, 2 * suites.Length);
        foreach (var suite in suites)
        {
            Add16(body, suite);
        }
        body.AddRange([1, 0]);
        if (version > 0x0300)
        {
            var extensions = Extensions(version);
            Add16(body, extensions.Count);
            body.AddRange(extensions);
        }
        return
        [
            22,
            3,
            (byte)Math.Min(version & 0xFF, 1),
            (byte)((body.Count + 4) >> 8),
            (byte)(body.Count + 4),
            1,
            0,
            (byte)(body.Count >> 8),
            (byte)body.Count,
            .. body,
        ];
    }

    // Groups, point formats, signatures; for TLS 1.3 its version, and no key yet: the server then asks for one.
    private static List<byte> Extensions(int version) =>
        [
            0,
            10,
            0,
            12,
            0,
            10,
            0,
            29,
            0,
            23,
            0,
            24,
            0,
            25,
            1,
            0,
            0,
            11,
            0,
            2,
            1,
            0,
            .. version < 0x0303 ? (byte[])[] : [0, 13, 0, 22, 0, 20, 4, 3, 5, 3, 6, 3, 8, 4, 8, 5, 8, 6, 4, 1, 5, 1, 6, 1, 2, 1],
            .. version < 0x0304 ? (byte[])[] : [0, 43, 0, 3, 2, 3, 4, 0, 51, 0, 2, 0, 0],
        ];

    private static void Add16(List<byte> bytes, int value) => bytes.AddRange([(byte)(value >> 8), (byte)value]);

    private static string SuiteName(int suite) =>
        Gost.TryGetValue(suite, out var gost) ? gost
        : Enum.IsDefined((TlsCipherSuite)suite) ? ((TlsCipherSuite)suite).ToString()
        : $"0x{suite:X4}";
}
