using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hale.Cli.Reports.Json;

/// <summary>How Hale's own JSON is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(JsonLintReport))]
[JsonSerializable(typeof(JsonRuleList))]
[JsonSerializable(typeof(JsonBaseline))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Keeps quotes and angle brackets readable: no browser embeds the text.</summary>
    public static ReportJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
