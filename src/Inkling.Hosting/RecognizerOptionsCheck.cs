using Microsoft.Extensions.Options;

namespace Inkling.Hosting;

/// <summary>Opens what the options name: what is wrong with them is said when the application starts, and not by its first request.</summary>
internal sealed class RecognizerOptionsCheck : IValidateOptions<RecognizerOptions>
{
    public ValidateOptionsResult Validate(string? name, RecognizerOptions options)
    {
        try
        {
            options.Open();
            return ValidateOptionsResult.Success;
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
