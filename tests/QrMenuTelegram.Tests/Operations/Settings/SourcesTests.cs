using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Operations.Settings;

public sealed class SourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_command_line_wins_over_the_environment_over_the_env_file_over_appsettings()
    {
        File.WriteAllText(_folder.File("appsettings.json"), """{"Test": {"A": "json", "B": "json", "C": "json", "D": "json"}}""");
        File.WriteAllText(_folder.File(".env"), "Test__B=file\nTest__C=file\nTest__D=file\n");
        var environment = new Dictionary<string, string?> { ["Test:C"] = "environment", ["Test:D"] = "environment" };
        var configuration = Build(["--Test:D=line"], environment);
        new[] { "A", "B", "C", "D" }.Select(key => configuration["Test:" + key]).ShouldBe(["json", "file", "environment", "line"]);
    }

    [Fact]
    public void The_real_environment_is_read()
    {
        var (name, value) = Environment
            .GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .Select(e => ((string)e.Key, (string?)e.Value))
            .First(e => !e.Item1.Contains("__", StringComparison.Ordinal));
        new ConfigurationBuilder().AddSources(_folder.Path, []).Build()[name].ShouldBe(value);
    }

    [Fact]
    public void Neither_file_need_be_there() => Build([], []).AsEnumerable().ShouldBeEmpty();

    [Fact]
    public void An_appsettings_file_that_is_no_json_is_named()
    {
        File.WriteAllText(_folder.File("appsettings.json"), "{ not json");
        Should.Throw<SettingsException>(() => Build([], [])).Message.ShouldStartWith(_folder.File("appsettings.json") + " is no JSON");
    }

    private IConfigurationRoot Build(string[] arguments, Dictionary<string, string?> environment) =>
        new ConfigurationBuilder().AddSources(_folder.Path, arguments, builder => builder.AddInMemoryCollection(environment)).Build();
}
