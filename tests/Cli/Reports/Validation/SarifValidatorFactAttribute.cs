namespace Hale.Cli.Tests.Reports.Validation;

/// <summary>A test that needs the SARIF validator; it is skipped, with the reason, where npm cannot provide it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SarifValidatorFactAttribute : FactAttribute
{
    public SarifValidatorFactAttribute() => Skip = SarifValidator.WhyNot;
}
