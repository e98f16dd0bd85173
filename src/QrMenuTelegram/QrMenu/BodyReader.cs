namespace QrMenuTelegram.QrMenu;

/// <summary>Reads bodies up to a limit, into memory that is kept for the next one. One at a time.</summary>
internal sealed class BodyReader
{
    /// <summary>In bytes: some 15,000 events like the vendor's samples, far more than five minutes of any house.</summary>
    public const int Longest = 16 * 1024 * 1024;

    private const int KeptBetween = 256 * 1024;

    private byte[] _buffer = new byte[8 * 1024];

    /// <summary>How much of the body under way, or the last, came.</summary>
    public int Length { get; private set; }

    /// <summary>What came so far; valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Received => _buffer.AsMemory(0, Length);

    /// <summary>
    /// The whole body, valid until the next call; null when it is longer than <see cref="Longest"/>: then its beginning is in
    /// <see cref="Received"/>.
    /// </summary>
    /// <exception cref="IOException">It was cut.</exception>
    public async Task<ReadOnlyMemory<byte>?> Read(HttpContent content, CancellationToken cancel)
    {
        Length = 0;
        if (_buffer.Length > KeptBetween)
        {
            _buffer = new byte[KeptBetween];
        }
        using var stream = await content.ReadAsStreamAsync(cancel);
        while (true)
        {
            var count = await stream.ReadAsync(_buffer.AsMemory(Length), cancel);
            if (count == 0)
            {
                return Received;
            }
            Length += count;
            if (Length > Longest)
            {
                return null;
            }
            if (Length == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, Longest + 1));
            }
        }
    }
}
