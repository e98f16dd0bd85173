using Microsoft.Extensions.Configuration;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>Where the configuration comes from; what is later in the list wins.</summary>
internal static class Sources
{
    /// <summary><c>appsettings.json</c> and <c>.env</c> of the working directory, the environment, the command line.</summary>
    /// <param name="builder">Gets them added.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments"><c>--Section:Key=value</c>.</param>
    /// <exception cref="SettingsException">A file is there and can't be read or understood.</exception>
    public static IConfigurationBuilder AddSources(this IConfigurationBuilder builder, string folder, IReadOnlyList<string> arguments) =>
        AddSources(builder, folder, arguments, environment => environment.AddEnvironmentVariables());

    internal static IConfigurationBuilder AddSources(
        this IConfigurationBuilder builder, string folder, IReadOnlyList<string> arguments, Action<IConfigurationBuilder> addEnvironment)
    {
        AddJson(builder, Path.Combine(folder, "appsettings.json"));
        AddEnvFile(builder, Path.Combine(folder, ".env"));
        addEnvironment(builder);
        builder.AddCommandLine([.. arguments]);
        return builder;
    }

    private static void AddJson(IConfigurationBuilder builder, string path)
    {
        if (Read(path) is { } text)
        {
            try
            {
                var json = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))).Build();
                builder.AddInMemoryCollection(json.AsEnumerable());
            }
            catch (Exception e) when (e is FormatException or InvalidDataException or System.Text.Json.JsonException)
            {
                throw new SettingsException([new(path, $"is no JSON ({e.Message})", "Mend or remove the file.")]);
            }
        }
    }

    private static void AddEnvFile(IConfigurationBuilder builder, string path)
    {
        if (Read(path) is { } text)
        {
            builder.AddInMemoryCollection(EnvFile.Parse(text, path));
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([new(path, $"can't be read ({e.Message})", "Give the user that runs the bridge the right to read it.")]);
        }
    }
}
