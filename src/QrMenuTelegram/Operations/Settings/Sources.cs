using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>Where the configuration comes from; what is later in the list wins.</summary>
internal static class Sources
{
    /// <summary><c>appsettings.json</c> and <c>.env</c> of the working directory, the environment, the command line.</summary>
    /// <param name="builder">Gets them added.</param>
    /// <param name="folder">The working directory; null where there is none.</param>
    /// <param name="arguments"><c>--Section:Key=value</c>.</param>
    /// <param name="tell">Gets a sentence where the folder can't be looked into.</param>
    /// <exception cref="SettingsException">A file is there and can't be read or understood.</exception>
    public static IConfigurationBuilder AddSources(
        this IConfigurationBuilder builder,
        string? folder,
        IReadOnlyList<string> arguments,
        Action<string>? tell = null
    ) => AddSources(builder, folder, arguments, environment => environment.AddEnvironmentVariables(), tell);

    internal static IConfigurationBuilder AddSources(
        this IConfigurationBuilder builder,
        string? folder,
        IReadOnlyList<string> arguments,
        Action<IConfigurationBuilder> addEnvironment,
        Action<string>? tell = null
    )
    {
        if (folder is null || !CanLookInto(folder))
        {
            tell?.Invoke(
                $"The working directory {folder ?? "is gone"}{(folder is null ? "" : " can't be looked into by this user")}: no .env "
                    + "and no appsettings.json is read."
            );
        }
        else
        {
            AddJson(builder, Path.Combine(folder, "appsettings.json"));
            AddEnvFile(builder, Path.Combine(folder, ".env"), tell);
        }
        addEnvironment(builder);
        builder.AddCommandLine([.. arguments]);
        return builder;
    }

    private static readonly string[] NearlySo = [".env.txt", "env.txt", "env", ".env.env"];

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
                throw new SettingsException([new(path, $"is no JSON ({e.Message})", "Fix or remove the file.")]);
            }
        }
    }

    private static void AddEnvFile(IConfigurationBuilder builder, string path, Action<string>? tell)
    {
        if (Read(path) is { } text)
        {
            builder.AddInMemoryCollection(EnvFile.Parse(text, path, tell));
        }
        else if (NearlySo.Select(name => Path.Combine(Path.GetDirectoryName(path)!, name)).FirstOrDefault(File.Exists) is { } near)
        {
            tell?.Invoke($"There is no {path}, but {Path.GetFileName(near)}: rename it to .env (Windows hides the end .txt).");
        }
        else if (Directory.Exists(path))
        {
            tell?.Invoke($"{path} is a folder. Remove it and make a file of that name.");
        }
    }

    // Whether the file itself may be read is another question: File.Exists says no to both.
    private static bool CanLookInto(string folder)
    {
        try
        {
            File.GetAttributes(Path.Combine(folder, ".env"));
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return Directory.Exists(folder);
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
            throw new SettingsException([
                new(path, $"can't be read ({e.Message})", "Give the user that runs the bridge the right to read it."),
            ]);
        }
    }
}
