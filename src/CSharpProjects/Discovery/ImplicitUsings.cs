namespace Hale.CSharp.Projects.Discovery;

/// <summary>
/// The using directives that an SDK adds to a project.
/// Source: https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives
/// </summary>
internal static class ImplicitUsings
{
    private static readonly string[] Basic =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] Hosting =
        ["Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    private static readonly string[] Web =
        ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing"];

    public static IReadOnlyList<string> Of(string sdk) => sdk switch
    {
        "Microsoft.NET.Sdk.Web" => [.. Basic, .. Web, .. Hosting],
        "Microsoft.NET.Sdk.Worker" => [.. Basic, .. Hosting],
        _ => Basic,
    };
}
