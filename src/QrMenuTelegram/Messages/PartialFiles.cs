using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace QrMenuTelegram.Messages;

/// <summary>The parts that event templates share (<c>_head</c>, <c>_dishes</c>, …), as the files Fluid asks for.</summary>
internal sealed class PartialFiles(IReadOnlyDictionary<string, TextSource> partials) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) =>
        partials.TryGetValue(Path.GetFileNameWithoutExtension(subpath), out var source)
            ? new PartialFile(source)
            : new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class PartialFile(TextSource source) : IFileInfo
    {
        private readonly byte[] _content = Encoding.UTF8.GetBytes(StandaloneTags.Trim(source.Text));

        public bool Exists => true;

        public long Length => _content.Length;

        public string? PhysicalPath => null;

        public string Name => source.Key + ".liquid";

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(_content, writable: false);
    }
}
