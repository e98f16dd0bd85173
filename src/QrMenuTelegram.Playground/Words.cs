namespace QrMenuTelegram.Playground;

/// <summary>A name in the languages of the playground.</summary>
public sealed record Words(string Ru, string En)
{
    public string In(string language) => language == "en" ? En : Ru;
}
