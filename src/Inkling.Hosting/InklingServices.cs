using Inkling.Digits;
using Inkling.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds reading of digits to the services of an application.</summary>
public static partial class InklingServices
{
    /// <summary>Adds one <see cref="Recognizer"/> for the whole application, which any number of requests may use at once.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the options; null leaves them as they are. They can also be bound to a section of the configuration.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// A host that starts checks the options: a model that is not there, damaged or no reader of gray images, or a probability out of range, is an
    /// <see cref="OptionsValidationException"/> that names it.
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.Services.AddInkling(options => options.MinConfidence = 0.9);
    /// app.MapPost("/read", async (HttpRequest request, Recognizer recognizer, CancellationToken cancellation) =>
    ///     (await recognizer.ReadAsync(request.Body, cancellation: cancellation)).Text);
    /// </code>
    /// </example>
    public static IServiceCollection AddInkling(this IServiceCollection services, Action<RecognizerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RecognizerOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RecognizerOptions>, RecognizerOptionsCheck>());
        services.TryAddSingleton(Open);
        return services;
    }

    private static Recognizer Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<RecognizerOptions>>().Value;
        var recognizer = options.Open();
        if (services.GetService<ILogger<Recognizer>>() is { } logger)
            Opened(logger, options.Model, recognizer.ClassNames.Count);
        return recognizer;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Opened the model {Model}, which tells {Classes} classes apart")]
    private static partial void Opened(ILogger<Recognizer> logger, string model, int classes);
}
