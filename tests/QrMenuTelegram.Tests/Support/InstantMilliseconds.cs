namespace QrMenuTelegram.Tests.Support;

/// <summary>Tests count in milliseconds.</summary>
internal static class InstantMilliseconds
{
    extension(Instant)
    {
        public static Instant operator +(Instant at, long milliseconds) => new(at.Milliseconds + milliseconds);

        public static Instant operator -(Instant at, long milliseconds) => new(at.Milliseconds - milliseconds);
    }
}
