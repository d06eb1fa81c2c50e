using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;

namespace Inkling.Web.Serving;

/// <summary>The files of the page, which are inside this assembly.</summary>
internal static class Page
{
    public static void Use(IApplicationBuilder app)
    {
        var files = new EmbeddedFileProvider(typeof(Page).Assembly, "Inkling.Web.Page");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = ["index.html"] });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,

            // Asked for again by their tag, so that a newer program has a newer page.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
